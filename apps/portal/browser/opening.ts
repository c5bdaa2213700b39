import { Contributing } from './custody/contributing.js';
import { countDown } from './kit/clock.js';
import { maybe } from './kit/dom.js';

countDown();
if (maybe('[data-contribute]')) new Contributing().start();
