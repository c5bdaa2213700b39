export { FrameworksModule } from './frameworks.module.js';
