import { changedClaimsContract } from './changed-claims.js';
import { changesContract } from './changes.js';
import { editsContract } from './edits.js';
import { feedsAndLeasesContract } from './feeds-and-leases.js';
import { ledgerContract } from './ledger.js';
import { deliveryContract } from './ledger-delivery.js';
import { mendedContract } from './ledger-mended.js';
import { placesContract } from './ledger-places.js';
import type { Start } from './ledger-samples.js';
import { memoryContract } from './memory.js';
import { questionsContract } from './questions.js';
import { threadsContract } from './threads.js';

/** What every store keeps to, whatever database stands behind it. */
export function storeContract(name: string, start: Start): void {
  memoryContract(name, start);
  ledgerContract(name, start);
  deliveryContract(name, start);
  placesContract(name, start);
  mendedContract(name, start);
  questionsContract(name, start);
  threadsContract(name, start);
  changesContract(name, start);
  changedClaimsContract(name, start);
  editsContract(name, start);
  feedsAndLeasesContract(name, start);
}
