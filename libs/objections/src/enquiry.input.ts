import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Trim } from '#platform';

export class AskEnquiry {
  @Trim()
  @IsString()
  @MaxLength(3000)
  @IsNotEmpty({ message: 'enquiry.text-missing' })
  text: string;
}

export class AnswerEnquiry {
  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'enquiry.answer-missing' })
  answer: string;
}
