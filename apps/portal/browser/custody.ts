import { Ceremony } from './custody/ceremony.js';

new Ceremony().start();
