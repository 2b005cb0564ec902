import * as z from "zod";

/** An origin of pages, one by one: a wild card would let every site act for the people who are signed in. */
export const origin = z
    .string()
    .regex(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/, 'an origin such as "https://shop.example.com", never "*"');
