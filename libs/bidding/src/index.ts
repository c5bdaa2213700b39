export { BiddingModule } from './bidding.module.js';
