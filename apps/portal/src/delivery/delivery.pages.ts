import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { DeliveryLinks } from './delivery.links.js';
import { deliveryMessages } from './delivery.messages.js';
import { LogPages } from './log.page.js';
import { MilestoneActPages } from './milestone-act.page.js';
import { MilestonePages } from './milestone.page.js';

registerMessages(deliveryMessages);

export const deliveryPages: Type[] = [LogPages, MilestonePages, MilestoneActPages];
export const deliveryPageProviders: Provider[] = [DeliveryLinks];
