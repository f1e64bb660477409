"""A form as it is kept, and a form that is opened again as it was kept (R13, R14)."""

from __future__ import annotations

from dataclasses import replace

from creditui.desk.catalogue import Catalogue
from creditui.desk.ledger import entry_detail
from creditui.desk.open_member import MembershipView, MemberView, open_member
from creditui.desk.session import Desk
from creditui.domain.draft import FormDraft, FormKind, Stage
from creditui.domain.membership import BillingPeriod
from creditui.tui.forms.form import Form, adjust_form, correct_form, update_form
from creditui.tui.forms.typed import Type, Typed

GONE = "What the adjustment was about is not there any more; nothing was written."


def draft_of(form: Form, typed: Typed, stage: Stage) -> FormDraft:
    """The form with what stands in it, as it is kept."""
    fields = {
        "type": typed.type.value,
        "credits": typed.credits,
        "service": typed.service,
        "expires": typed.expires,
        "reason": typed.reason,
        "note": typed.note,
        "reference": typed.reference,
        "lot": "" if typed.lot_id is None else str(typed.lot_id),
    }
    return FormDraft(form.request_id, form.member.id, form.kind, form.target, fields, stage)


def typed_of(draft: FormDraft) -> Typed:
    """What stood in every field; what is not one of ours stands there as if nothing was chosen."""
    text = draft.fields.get
    kind = text("type", "")
    lot = text("lot", "")
    return Typed(
        type=Type(kind) if kind in list(Type) else Type.ADD,
        credits=text("credits", ""),
        service=text("service", ""),
        expires=text("expires", ""),
        reason=text("reason", ""),
        note=text("note", ""),
        reference=text("reference", ""),
        lot_id=int(lot) if lot.isascii() and lot.isdigit() else None,
    )


def reopen(desk: Desk, draft: FormDraft, catalogue: Catalogue) -> tuple[MemberView, Form | None]:
    """The form of a draft on today's facts, under the same request; None where its target is gone.

    Raises what opening a member or an entry raises.
    """
    view = open_member(desk, draft.member_id)
    form = _fresh(desk, draft, view, catalogue)
    return view, None if form is None else _as_typed(form, typed_of(draft), draft, view)


def _fresh(desk: Desk, draft: FormDraft, view: MemberView, catalogue: Catalogue) -> Form | None:
    if draft.kind is FormKind.CORRECT:
        detail = entry_detail(desk, draft.target)
        return correct_form(detail, catalogue) if detail.member.id == draft.member_id else None
    if draft.kind is FormKind.UPDATE:
        found = _period(view, draft.target)
        service = draft.fields.get("service", "")
        return None if found is None else update_form(view, *found, service, catalogue)
    membership = view.membership(draft.target)
    return None if membership is None else adjust_form(view, membership, catalogue)


def _period(view: MemberView, period_id: int) -> tuple[MembershipView, BillingPeriod] | None:
    for membership in view.memberships:
        for period in membership.periods:
            if period.id == period_id:
                return membership, period
    return None


def _as_typed(form: Form, typed: Typed, draft: FormDraft, view: MemberView) -> Form:
    """The form with every field as it was. What can't be chosen any more stays chosen.

    So a removal never comes back as an addition: the rules say what speaks against it now.
    """
    form = replace(form, first=typed, request_id=draft.request_id, resumed=True)
    if not form.asks_amount:
        return form
    lot = None if typed.lot_id is None else view.record.lot(typed.lot_id)
    known = {each.id for each in form.lots}
    return replace(
        form,
        types=tuple(dict.fromkeys((*form.types, typed.type))),
        services=tuple(dict.fromkeys((*form.services, typed.service))),
        lots=form.lots if lot is None or lot.id in known else (*form.lots, lot),
    )
