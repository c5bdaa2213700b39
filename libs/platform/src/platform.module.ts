import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Alarms } from './alarms.js';
import { Config } from './config.js';
import { Database } from './database.js';
import { Once } from './once.js';
import { Outbox } from './outbound.js';
import { preparedDriver } from './prepared-driver.js';
import { Readers } from './readers.js';

/** The role the application works under, whoever it signs in as. */
export const applicationRole = 'qiyue_app';

const services = [Database, Readers, Alarms, Outbox, Once];

/** The ground every room stands on. Global: rooms need not name it. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: config.databaseUrl,
          driver: preparedDriver,
          autoLoadEntities: true,
          synchronize: false,
          installExtensions: false,
          retryAttempts: 0,
          poolSize: config.databasePool,
          extra: { options: `-c role=${applicationRole} -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s` },
        }),
      ],
      providers: [{ provide: Config, useValue: config }, ...services],
      exports: [Config, ...services],
    };
  }
}
