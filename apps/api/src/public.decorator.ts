import { SetMetadata } from '@nestjs/common';

export const openToAll = 'qiyue:public';
/** Opens a route, or a controller, to everybody. Every other route is shut to those who are not signed in. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(openToAll, true);

export const openBeforeEnrolment = 'qiyue:before-enrolment';
/** Open to those who are signed in but have not enrolled their second factor yet: enrolment itself and the way out. */
export const BeforeEnrolment = (): MethodDecorator & ClassDecorator => SetMetadata(openBeforeEnrolment, true);
