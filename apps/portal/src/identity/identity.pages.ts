import type { Provider, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorGuard } from '../../../api/src/actor.guard.js';
import { PasswordStrategy } from '../../../api/src/identity/password.strategy.js';
import { registerMessages } from '../kit/messages.js';
import { identityMessages } from './identity.messages.js';

registerMessages(identityMessages);

export const identityPages: Type[] = [];
/** The guard of all doors and the strategy both sign-in routes use stand here, once for the whole application. */
export const identityPageProviders: Provider[] = [{ provide: APP_GUARD, useClass: ActorGuard }, PasswordStrategy];
