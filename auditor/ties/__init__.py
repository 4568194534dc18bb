"""表间勾稽: what the tables of a budget book must say to each other, and what they say."""
