import { headers, metaPolicy } from "../csp.ts";
import { expect, test } from "./page.ts";

test("the page is served with the policy, and says it itself", async ({ page, request }) => {
  const answer = await request.get("/");
  for (const [name, value] of Object.entries(headers)) expect(answer.headers()[name.toLowerCase()]).toBe(value);
  await page.goto("/");
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute("content", metaPolicy);
  expect(await page.locator("[style], style, script:not([src])").count()).toBe(0);
});

test("the policy is in force: what it forbids is reported", async ({ page }) => {
  await page.goto("/");
  const violated = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen = new Set<string>();
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          seen.add(effectiveDirective);
          if (seen.size === 3) resolve([...seen].sort());
        });
        void fetch("https://example.org/").catch(() => undefined);
        document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/x.png" }));
        try {
          document.body.innerHTML += "x";
        } catch {
          // Trusted Types refuse it.
        }
      }),
  );
  expect(violated).toEqual(["connect-src", "img-src", "require-trusted-types-for"]);
});

test("the licences of all that is in the page are beside it", async ({ request }) => {
  const text = await (await request.get("/licences.txt")).text();
  for (const part of ["inkseal/LICENSE", "argon2 ", "preact/LICENSE", "Jason Miller", "qr/LICENSE", "Apache License"]) expect(text).toContain(part);
});

test("nothing is loaded from elsewhere", async ({ console, demo, page }) => {
  const origins = new Set<string>();
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) origins.add(new URL(request.url()).origin);
  });
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  expect([...origins]).toEqual([new URL(page.url()).origin]);
});

test("where a host sends no headers the page refuses to work inside of another one", async ({ page, request }) => {
  await page.route("**/*", async (route) => {
    const { pathname, hostname } = new URL(route.request().url());
    if (hostname === "foreign.test")
      return route.fulfill({ contentType: "text/html", body: `<iframe src="${new URL("/", test.info().project.use.baseURL)}"></iframe>` });
    const answer = await request.get(pathname);
    return route.fulfill({ body: await answer.body(), contentType: answer.headers()["content-type"] ?? "" });
  });
  await page.goto("http://foreign.test/");
  const framed = page.frameLocator("iframe");
  await expect(framed.getByRole("alert")).toContainText("does not work inside of another one");
  await expect(framed.getByRole("button")).toHaveCount(0);
});
