/** After how many minutes without use the console may lock. */
export const idleChoices = [1, 5, 15, 60] as const;
export type IdleMinutes = (typeof idleChoices)[number];

const SETTING = "inkseal.idle-minutes";

/**
 * Locks after a time without use. It goes by the wall clock, so that the time a machine sleeps counts: whatever wakes
 * the page looks at the clock before it counts as use.
 */
export class IdleLock {
  readonly #lock: () => void;
  #minutes: IdleMinutes;
  #lastUse = Date.now();

  /** Begins to watch, for as long as the page lives. `lock` may be called when locked. */
  constructor(lock: () => void) {
    this.#lock = lock;
    const stored = Number(setting());
    this.#minutes = idleChoices.find((choice) => choice === stored) ?? 5;
    for (const event of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"])
      addEventListener(event, () => this.#used(), { capture: true, passive: true });
    for (const event of ["focus", "pageshow"]) addEventListener(event, () => this.check());
    document.addEventListener("visibilitychange", () => this.check());
    setInterval(() => this.check(), 1000);
  }

  get minutes(): IdleMinutes {
    return this.#minutes;
  }

  set minutes(minutes: IdleMinutes) {
    this.#minutes = minutes;
    try {
      localStorage.setItem(SETTING, String(minutes));
    } catch {
      // Where a page may store nothing the choice holds for this page.
    }
  }

  /** Begins the time anew, as when the vault has just been unlocked. */
  restart(): void {
    this.#lastUse = Date.now();
  }

  /** Locks if the time is over. A clock that was set back counts as over too. */
  check(): void {
    const idle = Date.now() - this.#lastUse;
    if (idle >= this.#minutes * 60_000 || idle < 0) this.#lock();
  }

  #used(): void {
    this.check();
    this.#lastUse = Date.now();
  }
}

/** What was chosen before, if this page may store anything. */
function setting(): string | null {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null;
  }
}
