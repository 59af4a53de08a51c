"""Texts that software gets wrong."""

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
COMPOSED = "\u00e9"  # one character
DECOMPOSED = "e\u0301"  # the same to the eye, other bytes

UNUSUAL = {
    "astral": f"p\U0001d11es\U0001f511{FAMILY}w",
    "composed": f"caf{COMPOSED}",
    "decomposed": f"caf{DECOMPOSED}",
    "combining marks": "Z\u0351\u036b\u0343a\u0328\u0302\u0323lgo",
    "right to left": "\u05e1\u05d9\u05e1\u05de\u05d4 \u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631",
    "direction overrides": "safe\u202eexe.txt\u202c \u2066x\u2069",
    "CJK and kana": "\u79d8\u5bc6\u306e\u30d1\u30b9\u30ef\u30fc\u30c9\uff11",
    "controls and NUL": "a\x00b\x01\x1f\x7f\tc\nd\r\n",
    "quotes and escapes": '"\\/\b\f</script>\\u0041\\ud800',
    "line separators and BOM": "\ufeffa\u2028b\u2029c\u0085d\u00a0e\ufffd\uffff",
    "outer spaces": "  two before, one after ",
}
