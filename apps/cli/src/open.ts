import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config, PlatformModule, readConfig } from '#platform';
import { rooms } from '../../api/src/rooms.js';
import { migrateAll, reachDatabase } from './prepare.js';

@Module({})
class Rooms {}

/** The rooms of an installation without its doors, for one command; closing releases the database too. */
export async function openRooms(config: Config = readConfig(process.env)): Promise<INestApplicationContext> {
  const prepared = await reachDatabase(config);
  await migrateAll(prepared);
  const root = { module: Rooms, imports: [PlatformModule.with(prepared.config), ...rooms] };
  const app = await NestFactory.createApplicationContext(root, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const close = app.close.bind(app);
  app.close = async () => {
    await close();
    await prepared.release();
  };
  return app;
}
