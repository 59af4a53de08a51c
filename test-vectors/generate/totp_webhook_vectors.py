"""Writes the vectors of RFC 4226, RFC 6238, otpauth URIs and webhooks; it overwrites nothing."""

import base64, hashlib, hmac, json, pathlib
from inkbox.signing_keys import verify_webhook
from inkbox.vault.totp import parse_totp_uri

OUT = pathlib.Path(__file__).resolve().parent.parent

def write(path, area, source, cases):
    names = [c["name"] for c in cases]
    assert len(names) == len(set(names)), [n for n in names if names.count(n) > 1]
    with (OUT / path).open("x") as file:  # A committed case is never regenerated.
        file.write(json.dumps({"area": area, "source": source, "cases": cases}, indent=1) + "\n")
    print(path, len(cases))

def b32(raw): return base64.b32encode(raw).decode().rstrip("=")
def seed(n): return (b"1234567890" * 7)[:n]
def ends(at, period): return {"period_start": at // period * period, "period_end": (at // period + 1) * period,
                              "seconds_remaining": (at // period + 1) * period - at}

# RFC 4226 appendix D
rfc4226 = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split()
write("totp/rfc4226.json", "totp", "RFC 4226, appendix D (count n as the time 30 n)", [
    {"name": f"count {n}", "secret": b32(seed(20)), "algorithm": "sha1", "digits": 6, "period": 30, "at": n * 30,
     "expect": {"code": code, **ends(n * 30, 30)}} for n, code in enumerate(rfc4226)])

# RFC 6238 appendix B
rows = {59: ("94287082", "46119246", "90693936"), 1111111109: ("07081804", "68084774", "25091201"),
        1111111111: ("14050471", "67062674", "99943326"), 1234567890: ("89005924", "91819424", "93441116"),
        2000000000: ("69279037", "90698825", "38618901"), 20000000000: ("65353130", "77737706", "47863826")}
cases = []
for at, codes in rows.items():
    for (algorithm, size), code in zip((("sha1", 20), ("sha256", 32), ("sha512", 64)), codes):
        h = hmac.new(seed(size), (at // 30).to_bytes(8, "big"), algorithm).digest()
        o = h[-1] & 15
        assert f"{(int.from_bytes(h[o:o+4], 'big') & 0x7fffffff) % 10**8:08}" == code, (at, algorithm)
        cases.append({"name": f"{algorithm} at {at}", "secret": b32(seed(size)), "algorithm": algorithm, "digits": 8,
                      "period": 30, "at": at, "expect": {"code": code, **ends(at, 30)}})
write("totp/rfc6238.json", "totp", "RFC 6238, appendix B (seeds of 20, 32 and 64 bytes, as in its errata)", cases)

# Config rules
S = "JBSWY3DPEHPK3PXP"
AT = 1234567890
def conf(name, secret=S, algorithm="sha1", digits=6, period=30, at=AT, expect=None, code=None):
    e = expect or {"code": code, **ends(at, period)}
    return {"name": name, "secret": secret, "algorithm": algorithm, "digits": digits, "period": period, "at": at, "expect": e}
def code_of(secret, at=AT, digits=6, period=30, algorithm="sha1"):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    h = hmac.new(key, (at // period).to_bytes(8, "big"), algorithm).digest(); o = h[-1] & 15
    return str((int.from_bytes(h[o:o+4], "big") & 0x7fffffff) % 10**digits).zfill(digits)
err = lambda c: {"error": c}
C = [conf("spaces, dashes and lower case in the secret", " jbsw y3dp-EHPK-3PXP\t\n", code=code_of(S)),
     conf("no-break space in the secret", "JBSW\u00a0Y3DP\u00a0EHPK\u00a03PXP", code=code_of(S)),
     conf("more padding than fits", S + "======", code=code_of(S)),
     conf("too little padding", "MFRGGZA=", code=code_of("MFRGGZA")),
     conf("padding between spaces", "MFRGG == =\n", code=code_of("MFRGG")),
     conf("17 characters: 1 mod 8", S + "7", code=code_of(S)),
     conf("19 characters: 3 mod 8", S + "ME7", code=code_of(S + "ME")),
     conf("22 characters: 6 mod 8", S + "MFRGG7", code=code_of(S + "MFRGG")),
     conf("stray bits in the last character", "MF", code=code_of("ME")),
     conf("one byte", "ME", code=code_of("ME")),
     conf("period 60, one second left", period=60, at=1234567919, code=code_of(S, 1234567919, period=60)),
     conf("time 0", at=0, code=code_of(S, 0)),
     conf("time after 2106", at=4294967296, code=code_of(S, 4294967296)),
     conf("digits 7", digits=7, expect=err("unsupported")),
     conf("digits 0", digits=0, expect=err("unsupported")),
     conf("digits 10", digits=10, expect=err("unsupported")),
     conf("period 45", period=45, expect=err("unsupported")),
     conf("period 0", period=0, expect=err("unsupported")),
     conf("algorithm md5", algorithm="md5", expect=err("unsupported")),
     conf("algorithm empty", algorithm="", expect=err("unsupported")),
     conf("secret empty", "", expect=err("invalid_input")),
     conf("secret only of spaces and dashes", " - ", expect=err("invalid_input")),
     conf("secret only of padding", "====", expect=err("invalid_input")),
     conf("secret of one character, which is no byte", "A", expect=err("invalid_input")),
     conf("secret with 0, 1, 8 and 9", "JBSWY0189", expect=err("invalid_input")),
     conf("secret with padding inside", "JBSW=Y3DP", expect=err("invalid_input")),
     conf("secret with an accent", "JBSW\u00c9Y3D", expect=err("invalid_input")),
     conf("secret with a letter whose capital is ASCII", "JBSWY3D\u0131", expect=err("invalid_input"))]
write("totp/config.json", "totp", "Inkseal", C)

# URIs
P = f"secret={S}"
def uri(name, u, account=None, issuer=None, algorithm="sha1", digits=6, period=30, secret=S, canonical=None):
    return {"name": name, "uri": u, "at": AT, "expect": {"secret": secret, "algorithm": algorithm, "digits": digits, "period": period,
            "issuer": issuer, "account_name": account, "code": code_of(secret, AT, digits, period, algorithm),
            "canonical_uri": canonical or CANON(secret, account, issuer, algorithm, digits, period)}}
from urllib.parse import quote
def CANON(secret, account, issuer, algorithm, digits, period):
    q = lambda s: quote(s, safe="")
    label_issuer = "" if issuer is None or ":" in issuer else issuer
    colon = ":" if label_issuer or ":" in (account or "") else ""
    u = f"otpauth://totp/{q(label_issuer)}{colon}{q(account or '')}?secret={secret}"
    if issuer: u += f"&issuer={q(issuer)}"
    return u + f"&algorithm={algorithm.upper()}&digits={digits}&period={period}"
def bad(name, u, code): return {"name": name, "uri": u, "at": AT, "expect": err(code)}
T = "otpauth://totp/"
U = [
 uri("issuer and account in the label", f"{T}ACME:bob?{P}", "bob", "ACME"),
 uri("scheme and type in any case", f"OtpAuth://ToTp/bob?{P}", "bob"),
 uri("query issuer wins over label issuer", f"{T}Label:bob?{P}&issuer=Query", "bob", "Query"),
 uri("empty query issuer falls back to the label's", f"{T}Label:bob?{P}&issuer=", "bob", "Label"),
 uri("query issuer of spaces falls back to the label's", f"{T}Label:bob?{P}&issuer=%20+", "bob", "Label"),
 uri("empty label issuer is absent", f"{T}:bob?{P}", "bob"),
 uri("empty account is absent", f"{T}ACME:?{P}", None, "ACME"),
 uri("no label", f"{T}?{P}"),
 uri("no slash after the type", f"otpauth://totp?{P}"),
 uri("more slashes before the label", f"otpauth://totp///bob?{P}", "bob"),
 uri("a slash in the label", f"{T}a/b?{P}", "a/b"),
 uri("encoded colon", f"{T}ACME%3abob?{P}", "bob", "ACME"),
 uri("encoded colon and space", f"{T}ACME%3A%20bob?{P}", "bob", "ACME"),
 uri("only the first colon divides", f"{T}A:b:c?{P}", "b:c", "A"),
 uri("account with a colon and no issuer", f"{T}:b:c?{P}", "b:c"),
 uri("issuer with a colon", f"{T}bob?{P}&issuer=A%3AB", "bob", "A:B"),
 uri("spaces around names", f"{T}%20ACME%20:%20bob%20?{P}", "bob", "ACME"),
 uri("no-break spaces around names", f"{T}%C2%A0ACME:bob?{P}&issuer=%C2%A0Query%C2%A0", "bob", "Query"),
 uri("names beyond ASCII, encoded", f"{T}B%C3%BCro:%F0%9F%94%91?{P}", "\U0001f511", "B\u00fcro"),
 uri("names beyond ASCII, raw", f"{T}B\u00fcro:\U0001f511?{P}", "\U0001f511", "B\u00fcro"),
 uri("plus is itself in the label and a space in the query", f"{T}bob+x?{P}&issuer=A+B%2BC", "bob+x", "A B+C"),
 uri("percent sign that begins no escape in the label", f"{T}100%:b%zz%4?{P}", "b%zz%4", "100%"),
 uri("escapes that are no UTF-8 in the label", f"{T}caf%e9%20bob%C3?{P}", "caf%E9 bob%C3"),
 uri("escapes that are no UTF-8 in the issuer", f"{T}bob?{P}&issuer=caf%E9", "bob", "caf%E9"),
 uri("encoded slash, question mark, hash and ampersand", f"{T}a%2Fb%3Fc%23d?{P}&issuer=A%26B%3DC", "a/b?c#d", "A&B=C"),
 uri("nothing is decoded twice", f"{T}a%2520b?{P}", "a%20b"),
 uri("fragment is dropped", f"{T}bob?{P}#&issuer=X", "bob"),
 uri("question mark in the query", f"{T}bob?{P}&issuer=Who?", "bob", "Who?"),
 uri("spaces and line ends around and in the URI", f" \r\n{T}bob?sec\nret={S[:8]}\r\n{S[8:]}\t\n", "bob"),
 uri("secret in lower case with spaces and dashes", f"{T}bob?secret=jbsw%20y3dp-ehpk+3pxp", "bob"),
 uri("secret with padding", f"{T}bob?secret=MFRGG===", "bob", secret="MFRGG"),
 uri("secret with encoded padding, too much of it", f"{T}bob?secret=MFRGG%3D%3D%3D%3D%3D", "bob", secret="MFRGG"),
 uri("secret of 17 characters", f"{T}bob?secret={S}7", "bob"),
 uri("secret of 19 characters", f"{T}bob?secret={S}ME7", "bob", secret=S + "ME"),
 uri("secret of 22 characters", f"{T}bob?secret={S}MFRGG7", "bob", secret=S + "MFRGG"),
 uri("secret with stray bits", f"{T}bob?secret=MF", "bob", secret="ME"),
 uri("secret of fewer than 128 bits", f"{T}bob?secret=ME", "bob", secret="ME"),
 uri("first duplicate wins", f"{T}bob?{P}&secret=ME&digits=8&digits=6&period=60&period=30&algorithm=sha256&algorithm=sha1&issuer=A&issuer=B",
     "bob", "A", "sha256", 8, 60),
 uri("an empty one is no duplicate", f"{T}bob?secret=&{P}&digits=&digits=8", "bob", digits=8),
 uri("empty parameters are absent", f"{T}bob?{P}&algorithm=&digits=&period=&issuer=", "bob"),
 uri("encoded parameter name", f"{T}bob?%73ecret={S}", "bob"),
 uri("other parameters and empty fields are passed over", f"{T}bob?&&image=https%3A%2F%2Fx.test%2Fi.png&{P}&flag&=x&counter=1", "bob"),
 uri("parameter names have one spelling", f"{T}bob?{P}&Digits=8&ISSUER=X", "bob"),
 uri("zeros in front of a number", f"{T}bob?{P}&digits=08&period=0060", "bob", digits=8, period=60),
 bad("empty text", "", "invalid_input"),
 bad("a secret alone", S, "invalid_input"),
 bad("other scheme", f"https://totp/bob?{P}", "invalid_input"),
 bad("scheme that only begins alike", f"otpauths://totp/bob?{P}", "invalid_input"),
 bad("migration of another program", "otpauth-migration://offline?data=CjEK", "invalid_input"),
 bad("scheme without slashes", f"otpauth:totp/bob?{P}", "invalid_input"),
 bad("type missing", f"otpauth:///bob?{P}", "invalid_input"),
 bad("no query", f"{T}bob", "invalid_input"),
 bad("no secret", f"{T}bob?issuer=ACME", "invalid_input"),
 bad("secret only after the fragment begins", f"{T}a#b?{P}", "invalid_input"),
 bad("secret empty", f"{T}bob?secret=", "invalid_input"),
 bad("secret only of spaces", f"{T}bob?secret=%20+-", "invalid_input"),
 bad("secret not base32", f"{T}bob?secret=JBSWY3D1", "invalid_input"),
 bad("secret with a broken escape", f"{T}bob?secret=JBSWY3DP%2", "invalid_input"),
 bad("digits not a number", f"{T}bob?{P}&digits=six", "invalid_input"),
 bad("digits with a sign", f"{T}bob?{P}&digits=%2B6", "invalid_input"),
 bad("digits with a plus, which is a space", f"{T}bob?{P}&digits=+6", "invalid_input"),
 bad("digits with a decimal point", f"{T}bob?{P}&digits=6.0", "invalid_input"),
 bad("digits not in ASCII", f"{T}bob?{P}&digits=%EF%BC%96", "invalid_input"),
 bad("period with a sign", f"{T}bob?{P}&period=-30", "invalid_input"),
 bad("period with a unit", f"{T}bob?{P}&period=30s", "invalid_input"),
 bad("digits 7", f"{T}bob?{P}&digits=7", "unsupported"),
 bad("digits beyond any number", f"{T}bob?{P}&digits=" + "9" * 40, "unsupported"),
 bad("period 45", f"{T}bob?{P}&period=45", "unsupported"),
 bad("period 0", f"{T}bob?{P}&period=0", "unsupported"),
 bad("algorithm md5", f"{T}bob?{P}&algorithm=MD5", "unsupported"),
 bad("type hotp", f"otpauth://HOTP/bob?{P}&counter=1", "unsupported"),
 bad("type steam", f"otpauth://steam/bob?{P}", "unsupported"),
 bad("Steam's codes under type totp", f"{T}Steam:bob?{P}&encoder=steam", "unsupported"),
 bad("other type", f"otpauth://yaotp/bob?{P}", "unsupported"),
 bad("longer than 8 KiB", f"{T}{'a' * 8192}?{P}", "invalid_input"),
]
for a, kin in (("sha1", ("SHA1", "sha1", "SHA-1", "HmacSHA1", "hmac-sha-1")), ("sha256", ("SHA256", "Sha-256", "HmacSHA256", "HMAC-SHA256")),
          ("sha512", ("sha512", "SHA-512", "HmacSHA512"))):
    U += [uri(f"algorithm {k}", f"{T}bob?{P}&algorithm={k}", "bob", algorithm=a) for k in kin]
disagree = []
for c in U:
    e = c["expect"]
    if "error" in e: continue
    got = parse_totp_uri(e["canonical_uri"])
    assert (got.secret, got.algorithm.value, got.digits, got.period, got.issuer or None, got.account_name) == (
        e["secret"], e["algorithm"], e["digits"], e["period"], e["issuer"], e["account_name"]), (c, got)
    try:
        got = parse_totp_uri(c["uri"])
        if (got.secret, got.algorithm.value, got.digits, got.period, got.issuer or None, got.account_name) != (
            e["secret"], e["algorithm"], e["digits"], e["period"], e["issuer"], e["account_name"]): disagree.append((c["name"], got))
    except ValueError as x: disagree.append((c["name"], str(x)))
for c in U:
    if "error" in c["expect"]:
        try: disagree.append((c["name"], "ACCEPTED", parse_totp_uri(c["uri"])))
        except ValueError: pass
for d in disagree: print("  package differs:", d)
write("totp/uri.json", "totp", "Inkseal; every canonical_uri was read back by inkbox 0.7.20 (PyPI)", U)

# Webhooks
KEY = "whsec_dGhlIGtleSBvZiB0aGUgdmVjdG9ycw"
RID, TS, BODY = "req_01HZX3", "1780000000", '{"event":"message.received","data":{"text":"Grüße \U0001f511"}}'
def sign(key=KEY, rid=RID, ts=TS, body=BODY.encode()):
    return "sha256=" + hmac.new(key.removeprefix("whsec_").encode(), f"{rid}.{ts}.".encode() + body, hashlib.sha256).hexdigest()
def heads(sig=None, rid=RID, ts=TS, **kw): return [["X-Inkbox-Signature", sig or sign(rid=rid, ts=ts, **kw)], ["X-Inkbox-Request-Id", rid], ["X-Inkbox-Timestamp", ts]]
def hook(name, expect, headers=None, key=KEY, body=BODY.encode(), package=None, **extra):
    c = {"name": name, "key": key, "headers": heads() if headers is None else headers}
    try: c["body"] = body.decode()
    except UnicodeDecodeError: pass
    if "body" not in c or "\x00" in c["body"]: c.pop("body", None); c["body_hex"] = body.hex()
    c.update(extra); c["expect"] = expect
    try: got = verify_webhook(payload=body, headers=dict(c["headers"]), secret=key)
    except Exception as x: got = type(x).__name__
    if got != expect and not extra: print("  package differs:", name, expect, got)
    if expect is True: assert got is True, name
    return c
good = [
 hook("key with its prefix", True),
 hook("key without its prefix", True, key=KEY.removeprefix("whsec_")),
 hook("only one prefix is dropped", True, key="whsec_whsec_x", headers=heads(sign(key="whsec_whsec_x"))),
 hook("names in lower case", True, [[k.lower(), v] for k, v in heads()]),
 hook("names in capitals", True, [[k.upper(), v] for k, v in heads()]),
 hook("other headers around", True, [["Host", "example.test"], *heads(), ["x-inkbox", "x"]]),
 hook("the last of two headers counts", True, [["x-inkbox-signature", "sha256=00"], ["X-INKBOX-TIMESTAMP", "1"], *heads()]),
 hook("empty body", True, heads(body=b""), body=b""),
 hook("body that is no UTF-8", True, heads(body=bytes(range(256))), body=bytes(range(256))),
 hook("request id and timestamp empty", True, heads(rid="", ts="")),
 hook("request id and timestamp beyond ASCII", True, heads(rid="\u00e9", ts="\u2603")),
 hook("key beyond ASCII", True, key="cl\u00e9", headers=heads(sign(key="cl\u00e9"))),
 hook("key longer than the block of the hash", True, key="k" * 100, headers=heads(sign(key="k" * 100))),
]
sig = sign()
neg = [
 hook("other key", False, key=KEY + "x"),
 hook("other body", False, body=BODY.encode() + b" "),
 hook("other request id", False, [["X-Inkbox-Signature", sig], ["X-Inkbox-Request-Id", RID + "x"], ["X-Inkbox-Timestamp", TS]]),
 hook("other timestamp", False, [["X-Inkbox-Signature", sig], ["X-Inkbox-Request-Id", RID], ["X-Inkbox-Timestamp", TS + "0"]]),
 hook("prefix in capitals", False, key=KEY.replace("whsec_", "WHSEC_")),
 hook("second prefix", False, key="whsec_" + KEY),
 hook("empty key", False, key="", headers=heads(sign(key=""))),
 hook("nothing after the key's prefix", False, key="whsec_", headers=heads(sign(key=""))),
 hook("no headers", False, []),
 hook("signature missing", False, heads()[1:]),
 hook("request id missing", False, [["X-Inkbox-Signature", sign(rid="")], ["X-Inkbox-Timestamp", TS]]),
 hook("timestamp missing", False, [["X-Inkbox-Signature", sign(ts="")], ["X-Inkbox-Request-Id", RID]]),
 hook("signature empty", False, [["X-Inkbox-Signature", ""], *heads()[1:]]),
 hook("signature's prefix alone", False, heads("sha256=")),
 hook("signature without prefix", False, heads(sig[7:])),
 hook("other prefix", False, heads("sha512=" + sig[7:])),
 hook("prefix in capitals in the signature", False, heads("SHA256=" + sig[7:])),
 hook("prefix twice", False, heads("sha256=" + sig)),
 hook("capital hex", False, heads("sha256=" + sig[7:].upper())),
 hook("one hex digit less", False, heads(sig[:-1])),
 hook("one byte less", False, heads(sig[:-2])),
 hook("one byte more", False, heads(sig + "00")),
 hook("far too long", False, heads(sig + "0" * 10000)),
 hook("a letter that is no hex", False, heads(sig[:-1] + "g")),
 hook("not ASCII, as many characters", False, heads(sig[:-1] + "\u00e9")),
 hook("not ASCII, as many bytes", False, heads(sig[:-2] + "\u00e9")),
 hook("space before", False, heads(" " + sig)),
 hook("space after", False, heads(sig + " ")),
 hook("first bit flipped", False, heads("sha256=" + f"{int(sig[7], 16) ^ 8:x}" + sig[8:])),
 hook("last bit flipped", False, heads(sig[:-1] + f"{int(sig[-1], 16) ^ 1:x}")),
 hook("the last of two signatures is wrong", False, [*heads(), ["x-inkbox-signature", "sha256=" + "0" * 64]]),
]
N = int(TS)
def fresh(name, expect, ts=TS, now=N, tol=300, **kw): return hook(name, expect, kw.get("headers") or heads(ts=ts), now=now, tolerance_seconds=tol)
F = [
 fresh("same second", True), fresh("no tolerance, same second", True, tol=0),
 fresh("as old as allowed", True, now=N + 300), fresh("as far ahead as allowed", True, now=N - 300),
 fresh("RFC 3339 in UTC", True, ts="2026-05-28T20:26:40Z"),
 fresh("RFC 3339 with a fraction", True, ts="2026-05-28T20:26:40.999Z", tol=0),
 fresh("RFC 3339 with an offset", True, ts="2026-05-28T22:26:40+02:00", tol=0),
 fresh("zeros in front", True, ts="0" + TS),
]
# In the file of what the package verifies go only cases without a time.
G = [
 fresh("too old by a second", False, now=N + 301), fresh("too far ahead by a second", False, now=N - 301),
 fresh("RFC 3339, too old", False, ts="2026-05-28T20:26:40Z", now=N + 301),
 fresh("RFC 3339 without an offset", False, ts="2026-05-28T20:26:40"),
 fresh("a date alone", False, ts="2026-05-28"),
 fresh("milliseconds", False, ts=TS + "000"),
 fresh("empty timestamp", False, ts=""), fresh("not a time", False, ts="now"),
 fresh("sign before the number", False, ts="+" + TS), fresh("space before the number", False, ts=" " + TS),
 fresh("fraction after the number", False, ts=TS + ".0"),
 fresh("negative, at the beginning of time", False, ts="-1", now=0),
 fresh("digits beyond ASCII", False, ts="\uff11\uff17\uff18\uff10\uff10\uff10\uff10\uff10\uff10\uff10"),
 fresh("larger than any number", False, ts="9" * 30),
 fresh("fresh, but of other content", False, headers=heads(sign(ts="1"))),
]
import datetime; assert datetime.datetime.fromtimestamp(N, datetime.UTC).isoformat() == "2026-05-28T20:26:40+00:00", datetime.datetime.fromtimestamp(N, datetime.UTC)
write("webhook/verify.json", "webhook",
      "Inkseal; whatever expects true was verified by inkbox 0.7.20 (PyPI), inkbox.signing_keys.verify_webhook, which knows no tolerance",
      good + neg + F + G)
