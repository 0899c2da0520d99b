"""What an audit says, as plain data, and one file for each form in which it leaves."""
