from tests.cli.harbour import Harbour


def test_expire_can_seal_what_it_wrote(harbour: Harbour) -> None:
    harbour.clock.advance(days=11)
    ran = harbour.run("expire", "--seal", by="mona")
    first, seal = ran.out.splitlines()
    assert (ran.status, first) == (0, "84 credits of 7 members expired (14 entries).")
    assert seal.startswith("creditui-seal:v1:1:")
    again = harbour.run("expire", "--seal", by="mona").out.splitlines()
    assert again == ["Nothing has expired since the last time.", seal]
    assert harbour.run("verify", "--against", seal, by="mona").status == 0


def test_expire_alone_seals_nothing(harbour: Harbour) -> None:
    assert harbour.json("expire", by="mona") == {"members": 0, "entries": 0, "credits": 0}
    sealed = harbour.json("expire", "--seal", by="mona")
    assert isinstance(sealed, dict)
    assert sealed["entries"] == 0
    assert sealed["sealed"] > 0
    assert sealed["seal"]["id"] == 1
