"""The pages of a report: what their templates show, made from an audit and its verdicts."""
