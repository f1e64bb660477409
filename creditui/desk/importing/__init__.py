"""Bring a studio's own CSV files in: services, plans, people, members and what they hold (R24).

All or nothing: every problem is told by file, line and column, and with any of them nothing is
written. Rows are matched by natural keys: service and plan codes, usernames, external ids, and a
period by its membership and first day. What changed is brought up to date. Allocated and used are
read once, when a period's row is new: from then on credits change in the ledger, and a later export
with other figures is told of (`ImportReport.kept`), not written.
"""

from creditui.desk.importing.act import import_folder
from creditui.desk.importing.report import FileCount, ImportReport, Problem

__all__ = ["FileCount", "ImportReport", "Problem", "import_folder"]
