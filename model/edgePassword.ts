/** Parts of CloudFront Functions that ask for a site's password; they run in CloudFront, not here. */

/** Of a handler with `site` and `headers`: an answer to those who give no password, where there is one. */
export const ASK_PASSWORD = `    if (site.authorization && !letIn(headers.authorization)) {
        return {
            statusCode: 401,
            statusDescription: 'Unauthorized',
            headers: { 'www-authenticate': { value: 'Basic realm="preview", charset="UTF-8"' } },
        };
    }
`;

/** The function that {@link ASK_PASSWORD} calls. */
export const LET_IN = `function letIn(header) {
    if (!header) return false;
    return require('crypto').createHash('sha256').update(header.value).digest('hex') === site.authorization;
}
`;
