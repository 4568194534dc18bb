"""What the text beside the tables says: amounts with their comparisons, shares and parts, and how it is worded."""
