/**
 * The page's Content Security Policy, by directive. Only the policy `inkseal` may make script addresses: the package
 * makes that of its worker through it.
 */
const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types inkseal",
];

/** The policy as the page itself says it, in a `meta` tag. */
export const metaPolicy = directives.join("; ");

/** The headers that a host should send: the policy, with what a `meta` tag cannot say. */
export const headers = {
  "Content-Security-Policy": [...directives, "frame-ancestors 'none'"].join("; "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
