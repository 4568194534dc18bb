"""Facts: a Book as tables with Chinese column names, for rules and for people who know SQL."""
