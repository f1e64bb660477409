"""`creditui ssh install`: make what staff over SSH need on this machine, or show it."""

from __future__ import annotations

import sys

from creditui.access.host.make import make
from creditui.access.host.openssh import NEWEST, openssh_version
from creditui.access.host.place import Place
from creditui.access.host.plan import Wishes, listing, plan
from creditui.access.host.running import is_root
from creditui.cli.call import Call
from creditui.cli.output import say
from creditui.desk.errors import InputError, Refused, StoreError
from creditui.desk.staff import check_username
from creditui.domain.refusal import Refusal


def install(call: Call, place: Place) -> int:
    """Do every step that is still to do, saying of each what was done; or print them all."""
    wishes = _wishes(call)
    version = openssh_version()
    if call.args.print:
        sys.stdout.write(listing(place, plan(place, wishes, version or NEWEST)))
        return 0
    if not is_root():
        raise Refused(
            Refusal("not_root", "Only root can do this; use sudo, or --print to see what it does.")
        )
    if version is None:
        raise StoreError("no_sshd", "There is no sshd here: run apt install openssh-server first.")
    if not place.interpreter.exists():
        raise InputError(
            "bad_prefix",
            f"There is no {place.interpreter}; name creditui's own virtual environment with "
            "--prefix.",
        )
    changed = 0
    for step in plan(place, wishes, version):
        sentence, did = make(step)
        changed += did
        say(sentence)
    say("Nothing to do." if not changed else "Now: systemctl reload ssh; creditui ssh doctor")
    return 0


def _wishes(call: Call) -> Wishes:
    args = call.args
    if args.admin_key is not None and args.admin is None:
        raise InputError("usage", "Whose key is it? Give --admin USERNAME with --admin-key.")
    admin = None if args.admin is None else check_username(args.admin)
    return Wishes(args.name, args.timezone, admin, args.admin_key)
