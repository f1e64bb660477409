"""The database: tables, connections, migrations, search, the ledger. The only room with SQL."""
