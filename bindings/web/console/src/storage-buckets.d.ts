/** Storage Buckets, as far as they are used: a part of the site's storage that is deleted with its files. */
interface StorageBucket {
  readonly indexedDB: IDBFactory;
  persist(): Promise<boolean>;
  persisted(): Promise<boolean>;
}

interface Navigator {
  /** Absent where the browser has none. */
  readonly storageBuckets?: {
    open(name: string, options?: { durability?: "strict" | "relaxed" }): Promise<StorageBucket>;
    delete(name: string): Promise<void>;
  };
}
