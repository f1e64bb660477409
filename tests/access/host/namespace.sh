# Makes the machine of machine.py in the mount namespace that it is run in, and stays as its process.
set -e
folder=$1 root=$2 base=$3 packages=$4 hidden=$5 python=$6
umask 022
cp -a /etc "$folder/etc"
rm -f "$folder"/etc/ssh/sshd_config.d/*
ssh-keygen -q -A -f "$folder"
kept="$root $base $packages"
number=0
for each in $kept; do
    number=$((number + 1))
    mkdir -p "$folder/keep/$number"
    mount --bind "$each" "$folder/keep/$number"
done
mount --bind "$folder/etc" /etc
for hide in /opt /run /usr/local/sbin /var/backups /var/lib $hidden; do
    mount -t tmpfs -o mode=755 tmpfs "$hide"
    number=0
    for each in $kept; do
        number=$((number + 1))
        case "$each/" in
        "$hide"/*)
            mkdir -p "$each"
            mount --bind "$folder/keep/$number" "$each"
            ;;
        esac
    done
done
# Packages of the interpreter that are not creditui's need not be looked at again and again.
case "$packages" in
"$base"/*) ;;
*)
    for each in "$base"/lib/python3*/site-packages; do
        [ ! -d "$each" ] || mount -t tmpfs -o mode=755 tmpfs "$each"
    done
    ;;
esac
# The interpreter of the tests stands in for the one that pip would install creditui in.
"$python" -I -m venv --without-pip /opt/creditui
inside=$(echo /opt/creditui/lib/python3*/site-packages)
mkdir /opt/creditui/packages /run/packages
mount --bind "$folder/keep/3" /run/packages
ln -s /run/packages/* /opt/creditui/packages
echo /opt/creditui/packages > "$inside/tests.pth"
cp -r --preserve=timestamps "$root/creditui" "$inside/creditui"
"$python" -m compileall -q "$inside/creditui" # as pip does: the accounts could not keep what they compile
chown -R root:root "$inside"
chmod -R go-w "$inside"
printf '%s\n' '#!/opt/creditui/bin/python -I' 'import sys' 'from creditui.cli.main import main' \
    'sys.exit(main())' > /opt/creditui/bin/creditui
chmod 755 /opt/creditui/bin/creditui
cd "$root"
exec "$python" -m tests.access.host.inside
