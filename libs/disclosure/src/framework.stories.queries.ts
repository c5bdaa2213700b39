import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { OrderQueries } from '#frameworks';
import type { Entry } from '#platform';
import { frameworkStory, orderStory } from './framework.release.view.js';
import { ProcessQueries } from './process.queries.js';
import type { Story } from './release.view.js';
import type { Process } from './tender.release.view.js';

/** What the public hears of framework agreements: an entry of the journal as a story. */
@Injectable()
export class FrameworkStories {
  constructor(
    private readonly processes: ProcessQueries,
    private readonly orders: OrderQueries,
  ) {}

  async concluded(entry: Entry): Promise<Story> {
    return frameworkStory(await this.process(entry));
  }

  async ordered(entry: Entry): Promise<Story> {
    const order = found(await this.orders.byId(entry.subject), 'order');
    const { id, number, amount, reason } = order;
    const supplier = await this.processes.body(order.providerId!);
    return orderStory(await this.process(entry), { id, number, supplier, amount, reason, acceptedAt: order.acceptedAt! });
  }

  private async process(entry: Entry): Promise<Process> {
    return found(await this.processes.of(entry.project!), 'procedure');
  }
}
