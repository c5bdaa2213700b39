import { CheckView } from './bid/check-view.js';
import { desk } from './bid/desk.js';
import { FilesView } from './bid/files-view.js';
import { throughGate } from './bid/gate.js';
import { handInLastPrice } from './bid/last-price.js';
import { offerBesideReceipt } from './bid/receipt-view.js';
import { writeTask } from './bid/task-views.js';
import { showTasks } from './bid/tasks-view.js';
import { countDown } from './kit/clock.js';
import { maybe, one, show } from './kit/dom.js';

/** A provider's pages of one bid: everything it writes is sealed here before it leaves. */
async function start(): Promise<void> {
  countDown(() => show(maybe('[data-just-closed]')));
  if (desk.view === 'receipt') return offerBesideReceipt();
  if (desk.view === 'last-price') return handInLastPrice();
  const workspace = await throughGate();
  show(one('[data-work]'));
  if (desk.view === 'tasks') showTasks(workspace);
  else if (desk.view === 'files') await new FilesView(workspace).start();
  else if (desk.view === 'check') await new CheckView(workspace).start();
  else await writeTask(workspace);
}

void start();
