"""Say results in words and tables; nothing here prints."""
