"""The database: tables, connections, migrations, search and the ledger. The only room that knows SQL."""
