import {
  generateLocalOrganizationId,
  init,
  initializeVault,
  InksealError,
  Vault,
  type ErrorCode,
  type SecretPayload,
  type SecretText,
  type VerifyReport,
} from "inkseal/worker";
import { readContents } from "./contents.ts";
import { damageOf, remaining, withOpened } from "./damage.ts";
import { errorText, Told } from "./error-text.ts";
import type { State } from "./state.ts";
import type { Status } from "./status.ts";
import { unlockInAnyForm } from "./vault-key.ts";
import { RevisionConflict, VaultStore, type StoredVault } from "./vault-store.ts";

const LOCK = "inkseal-console";
const INSECURE = "This page works over HTTPS or on localhost only. Open it there.";
const FRAMED = "This page does not work inside of another one, which could steer what you click. Open it by itself.";
const REPLACED = "Another vault was opened in another tab.";
const FORGOTTEN = "The vault was removed from this browser in another tab, and the change was not saved. Open the vault file again.";
const LOCKED = "The vault is locked. Unlock it and try again.";
const CHANGED = "The vault was changed in another tab. It has been read anew: look at it, and try again if it still fits.";
const UNSAVED =
  "The browser could not store the change, and it was undone. Free some space, or let this site store data, and try again.";
const UNSTORABLE = "The browser could not store the vault. Let this site store data, or leave private browsing, and try again.";

/**
 * The one vault of this page: stored, locked or unlocked. It knows no view. The vault key is only passed through, and
 * payloads are asked for by the views, one at a time.
 */
export class Session {
  readonly #status: Status;
  readonly #tabs = new BroadcastChannel(LOCK);
  #opened: VaultStore | undefined;
  #vault: Vault | undefined;
  /** What is stored, as far as this page knows; ahead of what it shows while a change is read. */
  #kept: StoredVault | undefined;
  /** How often the page was locked, so that what began before is not shown after. */
  #locks = 0;
  #state: State = { stage: "starting" };
  #changed: () => void = () => {};
  /** Whether the browser promised to keep what is stored; unknown before the first answer. */
  persisted: boolean | undefined;
  /** Whether it was asked to. */
  #asked = false;

  constructor(status: Status) {
    this.#status = status;
    this.#tabs.onmessage = () => void this.#alone(() => this.#follow()).catch(() => this.lock());
  }

  get state(): State {
    return this.#state;
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** Reads what is stored. */
  async start(): Promise<void> {
    if (window !== window.top) return this.#enter({ stage: "broken", reason: FRAMED });
    if (!isSecureContext) return this.#enter({ stage: "broken", reason: INSECURE });
    try {
      await init();
      this.#opened = await this.#alone(() => VaultStore.open());
      const stored = await this.#store.read();
      this.persisted = await this.#store.persisted();
      this.#enter(stored ? { stage: "locked", stored } : { stage: "empty" });
    } catch (error) {
      this.#enter({ stage: "broken", reason: error instanceof InksealError ? errorText(error) : UNSTORABLE });
    }
  }

  get #store(): VaultStore {
    if (!this.#opened) throw new Told(UNSTORABLE);
    return this.#opened;
  }

  /** The vault, which must be unlocked. */
  get vault(): Vault {
    if (!this.#vault) throw new Told(LOCKED);
    return this.#vault;
  }

  /** The revision that the page shows; 0 without a vault. */
  get revision(): number {
    return "stored" in this.#state ? this.#state.stored.revision : 0;
  }

  /** Whether a secret of the unlocked vault has a name. */
  hasName(name: string): boolean {
    return this.#state.stage === "unlocked" && this.#state.contents.secrets.some((secret) => secret.name === name);
  }

  /** Takes the text of a vault file in, if it is one. The vault is locked then. */
  async take(text: string, fileName: string): Promise<void> {
    const vault = await Vault.parse(text);
    forget(vault);
    const stored = { id: crypto.randomUUID(), text, fileName, revision: 1, downloadedRevision: 1 };
    await this.#storeFirst(stored);
    this.#enter({ stage: "locked", stored });
  }

  /**
   * Makes a new vault and stores it. The recovery codes exist nowhere else: once it is stored they are given, also if
   * the page was locked meanwhile.
   */
  async create(vaultKey: Uint8Array): Promise<readonly SecretText[]> {
    const locks = this.#locks;
    const made = await initializeVault(await generateLocalOrganizationId(), vaultKey);
    try {
      const text = await made.vault.toText();
      const stored = {
        id: crypto.randomUUID(),
        text,
        fileName: "vault.json",
        revision: 1,
        downloadedRevision: 0,
      };
      await this.#storeFirst(stored);
      await this.#unlocked(made.vault, stored, locks).catch(() => this.#enter({ stage: "locked", stored }));
      return made.recoveryCodes;
    } catch (error) {
      forget(made.vault);
      throw error;
    }
  }

  /** Unlocks with a vault key or recovery code. */
  async unlock(vaultKey: Uint8Array): Promise<void> {
    const locks = this.#locks;
    const stored = this.#stored();
    const vault = await Vault.parse(stored.text);
    try {
      const form = await unlockInAnyForm(vault, vaultKey);
      await this.#alone(async () => {
        // Another tab may have saved while the key was derived.
        const present = this.#stored();
        if (present !== stored) await vault.replaceContents(present.text);
        await this.#unlocked(vault, present, locks);
      });
      if (form) this.#status.say(`The vault key fits in another Unicode form than it was typed in: ${form}. Other programs may refuse it as you type it.`);
    } catch (error) {
      forget(vault);
      throw error;
    }
  }

  /** Sets a new vault key with a recovery code, which is used up. */
  async recover(code: Uint8Array, vaultKey: Uint8Array): Promise<void> {
    const vault = await Vault.parse(this.#stored().text);
    try {
      await this.#save(vault, this.#stored().revision, () => vault.recover(code, vaultKey));
    } catch (error) {
      forget(vault);
      throw error;
    }
  }

  /**
   * Changes the unlocked vault and stores it, alone among all tabs. If another tab was faster, nothing is changed and
   * the vault is read anew; if the change or its storing fails, it is undone.
   *
   * @param since the revision that the user saw, if it may not be the present one.
   */
  async change<T>(apply: (vault: Vault) => Promise<T>, since = this.#stored().revision): Promise<T> {
    const vault = this.vault;
    return this.#save(vault, since, () => apply(vault));
  }

  /** Opens one secret. The list marks it as damaged if it does not open, and no longer if it does. */
  async open(id: string): Promise<SecretPayload> {
    const vault = this.vault;
    try {
      const { payload } = await vault.open(id);
      this.#opens(vault, id, undefined);
      return payload;
    } catch (error) {
      if (error instanceof InksealError && (error.code === "corrupt" || error.code === "malformed"))
        this.#opens(vault, id, error.code);
      throw error;
    }
  }

  /** Opens every secret, in the worker, and marks those that do not open. */
  async verify(): Promise<readonly VerifyReport[]> {
    const vault = this.vault;
    const reports = await vault.verify();
    if (vault === this.#vault && this.#state.stage === "unlocked")
      this.#enter({ ...this.#state, contents: { ...this.#state.contents, ...damageOf(reports) } });
    return reports;
  }

  #opens(vault: Vault, id: string, failure: ErrorCode | undefined): void {
    if (vault !== this.#vault || this.#state.stage !== "unlocked") return;
    const { contents } = this.#state;
    if (contents.damaged.get(id) === failure) return;
    this.#enter({ ...this.#state, contents: { ...contents, ...withOpened(contents, id, failure) } });
  }

  /** Forgets the key and everything opened, with the worker's memory. */
  lock(): void {
    this.#locks += 1;
    if (this.#vault) forget(this.#vault);
    this.#vault = undefined;
    if (this.#state.stage === "unlocked" && this.#kept) this.#enter({ stage: "locked", stored: this.#kept });
  }

  /** Notes that the vault was downloaded as it was then. */
  async downloaded(stored: StoredVault): Promise<void> {
    await this.#alone(async () => {
      await this.#store.markDownloaded(stored, Date.now());
      await this.#follow();
    });
    this.#tabs.postMessage("changed");
  }

  /** Removes the vault from this browser, in every tab. */
  async forget(): Promise<void> {
    await this.#alone(async () => {
      await this.#store.remove();
      await this.#follow();
    });
    this.#tabs.postMessage("changed");
  }

  /** Does something while no tab of this page, nor this one, saves or follows. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(LOCK, work);
  }

  /** One save, and the vault shown as it is then: see {@link change}. */
  async #save<T>(vault: Vault, since: number, apply: () => Promise<T>): Promise<T> {
    const locks = this.#locks;
    return this.#alone(async () => {
      const present = await this.#store.read();
      const shown = this.#stored();
      if (!present || present.id !== shown.id || present.revision !== since || shown.revision !== since) {
        await this.#follow();
        if (!present) throw new Told(FORGOTTEN);
        throw new Told(present.id === shown.id ? CHANGED : `${REPLACED} The change was not saved.`);
      }
      let result: T;
      try {
        result = await apply();
        const stored = { ...present, text: await vault.toText(), revision: since + 1 };
        await this.#write(stored, present);
        this.#kept = stored;
      } catch (error) {
        if (vault === this.#vault) await vault.replaceContents(present.text).catch(() => this.lock());
        throw error;
      }
      // It may have been locked while it was stored. It is stored all the same, so that its result is given.
      if (this.#state.stage === "locked") this.#enter({ stage: "locked", stored: this.#stored() });
      await this.#unlocked(vault, this.#stored(), locks, true).catch(() => this.lock());
      return result;
    });
  }

  /** Stores a vault where there is none yet. */
  async #storeFirst(stored: StoredVault): Promise<void> {
    await this.#alone(() => this.#write(stored, undefined));
  }

  async #write(stored: StoredVault, expected: StoredVault | undefined): Promise<void> {
    try {
      await this.#store.write(stored, expected);
    } catch (error) {
      if (error instanceof RevisionConflict) throw new Told(CHANGED, { cause: error });
      throw new Told(expected ? UNSAVED : UNSTORABLE, { cause: error });
    }
    this.#tabs.postMessage("changed");
    if (!this.persisted && !this.#asked) void this.#persist();
  }

  /** Asks the browser to keep what is stored. It may ask the user, so nothing waits for it. */
  async #persist(): Promise<void> {
    this.#asked = true;
    this.persisted = await this.#store.persist().catch(() => false);
    this.#changed();
  }

  /** Takes over what another tab stored or forgot. Locked stays locked, unlocked stays unlocked. */
  async #follow(): Promise<void> {
    const stored = await this.#store.read();
    // It may have changed while this was read.
    const state = this.#state;
    if (state.stage === "starting" || state.stage === "broken") return;
    if (!stored) {
      this.lock();
      this.#enter({ stage: "empty" });
      return;
    }
    if (state.stage !== "unlocked") {
      this.#enter({ stage: "locked", stored });
    } else if (stored.id !== state.stored.id) {
      this.lock();
      this.#enter({ stage: "locked", stored });
      this.#status.say(REPLACED);
    } else if (stored.revision === state.stored.revision) {
      this.#enter({ ...state, stored });
    } else {
      try {
        await this.vault.replaceContents(stored.text);
        await this.#unlocked(this.vault, stored, this.#locks);
        this.#status.say("The vault was changed in another tab. You see it as it is now.");
      } catch (error) {
        this.lock();
        this.#enter({ stage: "locked", stored });
        if (!(error instanceof InksealError)) throw error;
      }
    }
  }

  /**
   * Shows a vault as unlocked, unless the page was locked since there were `locks` of them. One that cannot be shown is
   * forgotten, if it is not the one that the page has. Each payload is opened once
   * to find those that are damaged; not again after changes of this page's own, which seal nothing that does not open.
   */
  async #unlocked(vault: Vault, stored: StoredVault, locks: number, own = false): Promise<void> {
    const known = own && this.#state.stage === "unlocked";
    const [read, reports] = await Promise.all([readContents(vault), known ? undefined : vault.verify()])
      .then((all) => {
        if (locks !== this.#locks) throw new Told(LOCKED);
        return all;
      })
      .catch((error: unknown) => {
        if (vault !== this.#vault) forget(vault);
        throw error;
      });
    // Recovering has a vault of its own.
    if (this.#vault && this.#vault !== vault) forget(this.#vault);
    this.#vault = vault;
    const before = this.#state.stage === "unlocked" ? this.#state.contents : { damaged: new Map(), strays: 0 };
    const damage = reports ? damageOf(reports) : remaining(before, read.secrets);
    this.#enter({ stage: "unlocked", stored, contents: { ...read, ...damage } });
  }

  #stored(): StoredVault {
    if (this.#kept) return this.#kept;
    throw new Told("There is no vault in this browser. Open a vault file or make a new vault.");
  }

  #enter(state: State): void {
    this.#kept = "stored" in state ? state.stored : undefined;
    this.#state = state;
    this.#changed();
  }
}

/** Locks a vault and gives it back without waiting. The worker that held its key ends; if it is gone, so is the key. */
function forget(vault: Vault): void {
  vault[Symbol.asyncDispose]().catch(() => undefined);
}
