// What the runtime alone costs.
exports.handler = async () => ({ statusCode: 201, body: '' });
