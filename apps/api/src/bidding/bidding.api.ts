import type { Type } from '@nestjs/common';
import { BidController } from './bid.controller.js';
import { OpeningController } from './opening.controller.js';
import { WorkspaceController } from './workspace.controller.js';

export const biddingControllers: Type[] = [BidController, WorkspaceController, OpeningController];
