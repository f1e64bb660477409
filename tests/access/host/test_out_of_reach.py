"""What an account is told of files that it may not use: which one it is, in one sentence."""

import pytest

from tests.access.host.machine import Machine
from tests.access.host.test_doctor import DATABASE

FOLDER = "/var/lib/creditui"
AS_STAFF = f"runuser -u credits -- creditui --db {DATABASE}"
STRANGER = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
KEY_COMMAND = (
    "runuser -u creditui-keys -- /opt/creditui/libexec/creditui-authorized-keys"
    f" credits ssh-ed25519 {STRANGER}"
)
READS, WRITES, WRITES_BACK = "staff list", "settings grace_days 61", "settings grace_days 60"
LOCK = f"{DATABASE}.lock can't be written by this account: check its owner, mode and disk."
MISSING = (
    f"{DATABASE}-wal and -shm are missing and this account may not make them:"
    " open the database once with an account that may write it"
)
ELSEWHERE = f"{MISSING}, or copy it elsewhere."
# What is done, what is said of reading and of writing (nothing where it can be), of a key.
CASES = {
    "the log is closed": (
        f"chmod 000 {DATABASE}-wal",
        f"This account may not read {DATABASE}-wal: check its owner and its mode.",
        f"This account may not read {DATABASE}-wal: check its owner and its mode.",
        f"this account may not read {DATABASE}-wal",
    ),
    "the index of the log is root's": (
        f"chown root:root {DATABASE}-shm",
        f"This account may not read {DATABASE}-shm: check its owner and its mode.",
        f"This account may not read {DATABASE}-shm: check its owner and its mode.",
        f"this account may not read {DATABASE}-shm",
    ),
    "a backup that root put back": (
        f"rm {DATABASE}-wal {DATABASE}-shm && chown root:creditui {DATABASE}",
        "",
        f"This account may not write {DATABASE}: check its owner and its mode.",
        "",
    ),
    "the lock is root's": (
        f"chown root:root {DATABASE}.lock && chmod 600 {DATABASE}.lock",
        "",
        LOCK,
        "",
    ),
    "the folder is closed": (
        f"chown root:root {FOLDER} && chmod 700 {FOLDER}",
        f"This account may not read {FOLDER}: check its owner and its mode.",
        f"This account may not read {FOLDER}: check its owner and its mode.",
        f"there is no database at {DATABASE}, or this account may not look there",
    ),
    "a backup in a folder that is root's": (
        f"rm {DATABASE}-wal {DATABASE}-shm && chown root:creditui {FOLDER} && chmod 750 {FOLDER}",
        ELSEWHERE,
        ELSEWHERE,
        MISSING,
    ),
    "a backup on a disk that can only be read": (
        f"rm {DATABASE}-wal {DATABASE}-shm"
        f" && mount --bind {FOLDER} {FOLDER} && mount -o remount,ro,bind {FOLDER}",
        ELSEWHERE,
        ELSEWHERE,
        MISSING,
    ),
    "the disk can only be read": (
        f"mount --bind {FOLDER} {FOLDER} && mount -o remount,ro,bind {FOLDER}",
        "",
        LOCK,
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_named_and_ssh_install_puts_it_right(installed: Machine, case: str) -> None:
    done, reading, writing, key = CASES[case]
    installed.must(done)
    try:
        for words, told in ((READS, reading), (WRITES, writing)):
            ran = installed.sh(f"{AS_STAFF} {words}")
            expected = (5, "", f"{told}\n") if told else (0, ran.out, "")
            assert (ran.status, ran.out, ran.err) == expected
        ran = installed.sh(KEY_COMMAND)
        said = f"creditui lets no key in: {key}.\n" if key else ""
        assert (ran.status, ran.out, ran.err) == (int(bool(key)), "", said)
    finally:
        installed.sh(f"umount {FOLDER}")
        assert installed.creditui("ssh", "install").status == 0
    installed.must(f"{AS_STAFF} {WRITES} && {AS_STAFF} {WRITES_BACK}")
    assert installed.bad("database") == []
