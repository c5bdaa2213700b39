export { type CustodyEvents } from './custody.events.js';
export { AskChallenge, EndKey, EnrolKey } from './custody.input.js';
export { CustodyModule } from './custody.module.js';
export { custodyPolicy } from './custody.policy.js';
export { KeyHolderQueries } from './key-holder.queries.js';
export { KeyHolders } from './key-holder.service.js';
export { type HolderState, type KeyHolder, keyHolderView } from './key-holder.view.js';
export { OfferedPacker } from './packer.service.js';
export { type NamedHolder, officeOf, officesSaid, vacantOffices } from './office.rules.js';
