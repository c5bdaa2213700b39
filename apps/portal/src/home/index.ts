export { HOME_SOURCE, type HomeFigures, type HomeLine, type HomeSource } from './home.source.js';
export { HomePages } from './home.page.js';
