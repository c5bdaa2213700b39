import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Public } from '../../../api/src/public.decorator.js';
import { moneyBar, type PageReply, type PageRequest, registerMessages, Views } from '../kit/index.js';
import { homeMessages } from './home.messages.js';
import { HOME_SOURCE, type HomeFigures, type HomeSource } from './home.source.js';

registerMessages(homeMessages);

const questions = [
  { name: 'money', href: '/money' },
  { name: 'who', href: '/organizations' },
  { name: 'results', href: '/projects' },
  { name: 'bid', href: '/notices?status=open' },
  { name: 'paid', href: '/contracts' },
  { name: 'wrong', href: '/report-error' },
] as const;

@Controller()
@Public()
export class HomePages {
  constructor(
    @Inject(HOME_SOURCE) private readonly source: HomeSource,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const data = homeView(await this.source.home(new Date()));
    this.views.page(request, reply, 'home/home', data, { title: { key: 'home.title' } });
  }
}

/** What the template shows: the figures as a bar, the questions with their ways. */
export function homeView(figures: HomeFigures): object {
  return { ...figures, questions, parts: moneyBar(figures.money) };
}
