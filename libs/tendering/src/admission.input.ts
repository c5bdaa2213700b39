import { ArrayMaxSize, IsArray, IsString, MaxLength } from 'class-validator';
import { AsList } from '#platform';

/** Who watches the draw, by name: at least two of the buyer's or the agency's staff (MOF Order 87 Art. 14). */
export class DrawInput {
  @AsList()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  witnesses: string[] = [];
}
