def locate(f,d): return f
