import { z } from "zod";

/** Lower case, without surrounding blanks: the form in which e-mail addresses are compared and stored. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Enter an e-mail address, such as name@example.com."));

export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(1000, "This is too long for a password."),
});
export type SignInInput = z.infer<typeof SignInInput>;

/** What an identity provider said about the person it signed in. */
export const SingleSignOnInput = z.object({
  email: Email,
  emailVerified: z
    .boolean()
    .refine((verified) => verified, "The identity provider has not verified this e-mail address."),
  subject: z.string().min(1).max(255),
});
export type SingleSignOnInput = z.infer<typeof SingleSignOnInput>;

/** What a new session is made of. */
export type StaffSession = { id: string; name: string; email: string; sessionVersion: number };

/** An account of the demo data, as the sign-in page offers it. */
export type DemoAccount = { email: string; name: string; role: string; password: string };
