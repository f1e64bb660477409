"""Saved views at the studio's ledger: ask one, save the filter as one, delete one."""

from __future__ import annotations

from creditui.desk.errors import InputError
from creditui.desk.saved_views import delete_view, list_views, save_view
from creditui.domain.people import Permission
from creditui.domain.saved_view import SavedView, find_view
from creditui.tui.screens.studio.asking import AskingScreen
from creditui.tui.screens.studio.name_dialog import NameDialog
from creditui.tui.screens.studio.views_dialog import ViewsDialog, Wish, Wished
from creditui.tui.widgets.dialog import Confirm


class SavedViews:
    """One visit to the saved views, from the dialog that lists them to what was wished."""

    def __init__(self, screen: AskingScreen) -> None:
        self._screen = screen
        self._line = screen.field.value.strip()
        """The filter that could be saved."""
        self._views: tuple[SavedView, ...] = ()

    def open(self) -> None:
        """Read the views, and show them."""
        self._screen.begin(self._open(), "saved-views", opens=True)

    async def _open(self) -> None:
        screen = self._screen
        self._views = await screen.ask(list_views)
        app = screen.desk_app
        may_save = app.may(Permission.SAVE_VIEWS) and not app.read_only
        if screen.is_current:
            app.push_screen(ViewsDialog(self._views, self._line, may_save=may_save), self._wished)

    def _wished(self, wished: Wished | None) -> None:
        if wished is None:
            return
        if wished.wish is Wish.SAVE:
            self._ask_name()
        elif wished.view is not None and wished.wish is Wish.DELETE:
            self._ask_deletion(wished.view)
        elif wished.view is not None:
            self._screen.go(wished.view.line)
            self._screen.pane.listing.focus()

    # Saving

    def _ask_name(self, name: str = "", fault: str = "") -> None:
        self._screen.app.push_screen(NameDialog(self._line, name, fault), self._named)

    def _named(self, name: str | None) -> None:
        if name is None:
            return
        held = find_view(self._views, name)
        if held is None or held.built_in:
            self._begin_saving(name, replace=False)
            return
        question = Confirm(
            f"Replace “{held.name}”?", yes="replace", no="another name", more=f"It is {held.line}"
        )
        self._screen.app.push_screen(
            question,
            lambda yes: self._begin_saving(name, replace=True) if yes else self._ask_name(name),
        )

    def _begin_saving(self, name: str, *, replace: bool) -> None:
        self._screen.begin(self._save(name, replace=replace), "saved-views", opens=True)

    async def _save(self, name: str, *, replace: bool) -> None:
        line = self._line
        try:
            kept = await self._screen.ask(lambda desk: save_view(desk, name, line, replace=replace))
        except InputError as error:
            self._ask_name(name, error.message)
            return
        self._screen.desk_app.tell(f"{kept.word} is saved.", "done")
        await self._screen.learn()

    # Deleting

    def _ask_deletion(self, view: SavedView) -> None:
        question = Confirm(f"Delete “{view.name}”?", yes="delete", no="keep", more=view.line)
        self._screen.app.push_screen(
            question, lambda yes: self._begin_deleting(view) if yes else self.open()
        )

    def _begin_deleting(self, view: SavedView) -> None:
        self._screen.begin(self._delete(view), "saved-views", opens=True)

    async def _delete(self, view: SavedView) -> None:
        await self._screen.ask(lambda desk: delete_view(desk, view.name))
        self._screen.desk_app.tell(f"“{view.name}” is deleted.", "done")
        await self._screen.learn()
        await self._open()
