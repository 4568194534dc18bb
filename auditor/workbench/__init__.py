"""What a person who keeps rules works with: trying, checking and comparing them, and looking at the facts in SQL."""
