import { Module } from '@nestjs/common';
import { rooms } from '../../api/src/rooms.js';
import { Worker } from './worker.js';

@Module({ imports: rooms, providers: [Worker] })
export class WorkerModule {}
