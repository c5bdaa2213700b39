import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ensure, found, refuse } from '#kernel';
import {
  ImportOrganizations,
  JudgeStanding,
  OrganizationImport,
  OrganizationQueries,
  OrganizationService,
  organizationView,
  standingView,
} from '#organizations';
import { CurrentActor } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListOrganizations } from './organization-list.input.js';

@ApiTags('organizations')
@Controller('api/v1/organizations')
export class OrganizationController {
  constructor(
    private readonly organizations: OrganizationQueries,
    private readonly service: OrganizationService,
    private readonly files: OrganizationImport,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'The register of organizations' })
  async list(@Query() query: ListOrganizations): Promise<object> {
    const { items, next } = await this.organizations.list(query);
    return { data: items.map(organizationView), page: { next } };
  }

  @Get(':uscc')
  @Public()
  @ApiOperation({ summary: 'One organization, by credit code or id, with the history of its standing' })
  async show(@Param('uscc') key: string): Promise<object> {
    const organization = found(await this.byKey(key), 'organization');
    const history = await this.organizations.standing(organization.id);
    return { ...organizationView(organization), history: history.map(standingView) };
  }

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a file of the register, wholly or not at all' })
  async import(@CurrentActor() actor: Actor, @Body() input: ImportOrganizations): Promise<object> {
    const outcome = await this.files[input.kind](actor, Buffer.from(input.csv, 'utf8'), {
      dryRun: input.dryRun,
    });
    const fields = outcome.faults.map(({ row, column, code, facts }) => ({
      field: `rows.${row}.${column}`,
      code,
      facts,
    }));
    ensure(fields.length && !input.dryRun ? refuse('invalid', 'import.faults', { count: fields.length }, fields) : undefined);
    return { ...outcome, dryRun: input.dryRun };
  }

  @Post(':uscc/standing')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enter a credit event (supervisor)' })
  async judge(@CurrentActor() actor: Actor, @Param('uscc') key: string, @Body() input: JudgeStanding): Promise<object> {
    const { id } = found(await this.byKey(key), 'organization');
    return { standing: await this.service.judge(actor, id, input) };
  }

  private byKey(key: string): ReturnType<OrganizationQueries['byId']> {
    return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key) ? this.organizations.byId(key) : this.organizations.byUscc(key.toUpperCase());
  }
}
