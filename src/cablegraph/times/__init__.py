"""Dates and clock times: as written, as EDTF, and as bounds in UTC."""
