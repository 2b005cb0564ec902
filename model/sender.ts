/** What is in front of the domain in the address of a sender that nobody names. */
export const EMAIL_SENDER = "no-reply";
