import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { LightQueries } from '#supervision';
import type { Light } from '../kit/index.js';
import { clockRow } from './supervision.data.js';

/** What a project's page shows of its clocks: one light for the whole, and each clock with why. */
export interface ShownLights {
  readonly light: Light;
  readonly clocks: readonly ReturnType<typeof clockRow>[];
}

/** The lights of a project for any page: `{{> supervision/clocks clocks=lights.clocks}}`. */
@Injectable()
export class ProjectLights {
  constructor(
    private readonly database: Database,
    private readonly lights: LightQueries,
  ) {}

  async of(projectId: string): Promise<ShownLights> {
    const { light, open } = await this.lights.ofProject(projectId, await this.database.now());
    return { light, clocks: open.map(clockRow) };
  }
}
