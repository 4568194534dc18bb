"""Tools for people who maintain rules: try, check and compare rules, and query the facts by SQL."""
