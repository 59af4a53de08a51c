/** A vault as this browser keeps it: the text of its file, which is sealed, and nothing that opens it. */
export interface StoredVault {
  /** Made at random when it is first stored here, so that another vault at the same revision is not taken for it. */
  readonly id: string;
  /** The text of the file as it is. Names and types are readable in it. */
  readonly text: string;
  /** The name under which it is downloaded. */
  readonly fileName: string;
  /** Counts the saves, from 1. What was read at one revision is saved only upon that one. */
  readonly revision: number;
  /** The revision that was last downloaded or came from a file; 0 if none was. */
  readonly downloadedRevision: number;
  /** When it was last downloaded, in Unix milliseconds. */
  readonly downloadedAt?: number;
}

/** The stored vault is another, or not at the revision that a save builds upon: another tab was faster. */
export class RevisionConflict extends Error {
  override readonly name = "RevisionConflict";
}

const DATABASE = "inkseal-console";
const VAULTS = "vaults";
const ONLY = "vault";

/**
 * The one vault that this browser keeps, in IndexedDB. Each method is one transaction.
 *
 * Where the browser has storage buckets the database is in one of its own: Chromium keeps the text of what was deleted from a
 * database in the database's log, also of a deleted one, but deletes the files of a bucket with it. Other browsers delete the
 * file of a database.
 */
export class VaultStore {
  readonly #buckets: Navigator["storageBuckets"];
  #bucket: StorageBucket | undefined;
  /** Closed, and opened anew by the next transaction, when it is deleted. */
  #database: Promise<IDBDatabase> | undefined;

  private constructor(buckets: Navigator["storageBuckets"]) {
    this.#buckets = buckets;
  }

  /** Opens it. No other tab may do the same meanwhile. */
  static async open(): Promise<VaultStore> {
    const store = new VaultStore(navigator.storageBuckets);
    await store.#transaction("readonly");
    if (store.#bucket) await store.#moveIn();
    return store;
  }

  /** Whether the browser promised to keep what is stored. */
  persisted(): Promise<boolean> {
    return (this.#bucket ?? navigator.storage).persisted();
  }

  /** Asks the browser for that promise. It may ask the user. */
  persist(): Promise<boolean> {
    return (this.#bucket ?? navigator.storage).persist();
  }

  /** The stored vault, if there is one. */
  async read(): Promise<StoredVault | undefined> {
    const transaction = await this.#transaction("readonly");
    return settled<StoredVault | undefined>(transaction.objectStore(VAULTS).get(ONLY));
  }

  /**
   * Stores a vault in place of `expected`, or where there is none. Fails with {@link RevisionConflict},
   * and with what the browser says if it has no room; what is stored stays then.
   */
  write(vault: StoredVault, expected: StoredVault | undefined): Promise<void> {
    return this.#replace((stored) => {
      if (stored?.id !== expected?.id || stored?.revision !== expected?.revision) throw new RevisionConflict();
      return vault;
    });
  }

  /** Notes that a vault was downloaded as it was then, whatever has been saved since. */
  markDownloaded({ id, revision }: StoredVault, at: number): Promise<void> {
    return this.#replace((stored) =>
      stored?.id === id ? { ...stored, downloadedRevision: revision, downloadedAt: at } : undefined,
    );
  }

  /** Forgets the vault, with the files that held it as far as the browser deletes them. In other tabs the database closes. */
  async remove(): Promise<void> {
    const database = this.#database;
    this.#database = undefined;
    (await database)?.close();
    if (this.#buckets) await this.#buckets.delete(DATABASE);
    else await settled(indexedDB.deleteDatabase(DATABASE));
  }

  /** Takes over what an earlier version of this page stored outside of a bucket. */
  async #moveIn(): Promise<void> {
    const known = await indexedDB.databases().catch(() => []);
    if (!known.some(({ name }) => name === DATABASE)) return;
    const before = new VaultStore(undefined);
    const vault = await before.read();
    if (vault && !(await this.read())) await this.write(vault, undefined);
    await before.remove();
  }

  async #transaction(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const begin = async (): Promise<IDBTransaction> => {
      this.#database ??= this.#open();
      return (await this.#database).transaction(VAULTS, mode, { durability: "strict" });
    };
    return begin().catch((error: unknown) => {
      this.#database = undefined;
      // Another tab deleted it, and the browser closed it.
      if (error instanceof DOMException && error.name === "InvalidStateError") return begin();
      throw error;
    });
  }

  async #open(): Promise<IDBDatabase> {
    // One that was deleted is another one when it is opened again.
    this.#bucket = await this.#buckets?.open(DATABASE, { durability: "strict" });
    const request = (this.#bucket?.indexedDB ?? indexedDB).open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(VAULTS);
    const database = await settled(request);
    const closed = (): void => {
      database.close();
      this.#database = undefined;
    };
    database.onversionchange = closed;
    database.onclose = closed;
    return database;
  }

  /** Reads and writes in one transaction; what `next` throws ends it, and nothing is written. */
  async #replace(next: (stored: StoredVault | undefined) => StoredVault | undefined): Promise<void> {
    const transaction = await this.#transaction("readwrite");
    const done = finished(transaction);
    const vaults = transaction.objectStore(VAULTS);
    const read: IDBRequest<StoredVault | undefined> = vaults.get(ONLY);
    let refused: unknown;
    read.onsuccess = () => {
      try {
        const vault = next(read.result);
        if (vault) vaults.put(vault, ONLY);
      } catch (error) {
        refused = error;
        transaction.abort();
      }
    };
    await done.catch((error: unknown) => {
      throw refused ?? error;
    });
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}
