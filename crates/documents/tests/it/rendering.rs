//! Papers as LibreOffice shows them.
