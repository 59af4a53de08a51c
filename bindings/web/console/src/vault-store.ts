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

/** The one vault that this browser keeps, in IndexedDB. Each method is one transaction. */
export class VaultStore {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
    database.onversionchange = () => database.close();
  }

  static async open(): Promise<VaultStore> {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(VAULTS);
    return new VaultStore(await settled(request));
  }

  /** The stored vault, if there is one. */
  async read(): Promise<StoredVault | undefined> {
    const transaction = this.#database.transaction(VAULTS, "readonly");
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

  /** Forgets the vault. */
  async remove(): Promise<void> {
    const transaction = this.#database.transaction(VAULTS, "readwrite", { durability: "strict" });
    transaction.objectStore(VAULTS).delete(ONLY);
    await finished(transaction);
  }

  /** Reads and writes in one transaction; what `next` throws ends it, and nothing is written. */
  async #replace(next: (stored: StoredVault | undefined) => StoredVault | undefined): Promise<void> {
    const transaction = this.#database.transaction(VAULTS, "readwrite", { durability: "strict" });
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
