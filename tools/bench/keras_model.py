"""A cae-lab model as an ordinary Keras model, with cae-lab's weights.

Keras's images are height x width x channels, also where they become a row; so what flatten and reshape need of order
goes into the weights of the dense layers beside them, once, and costs no step anything.
"""
import keras
import numpy

from model_nodes import conv_padding, deconv_crop, input_shapes, is_chain, pool_stride


def _row_order(shape):
    """For each number of an image in Keras's row, its place in ours."""
    height, width, channels = shape
    return numpy.arange(height * width * channels).reshape(channels, height, width).transpose(1, 2, 0).ravel()


def _next_order(nodes, index):
    """The order that the row of this node must have: that of the image it becomes, if it becomes one."""
    for node in nodes[index + 1:]:
        if node["kind"] == "reshape":
            return _row_order(node["shape"])
        if node["kind"] not in ("relu", "sigmoid", "bn"):
            break
    return numpy.arange(nodes[index]["shape"][2])


def _padded(pads, settings):
    """Keras's name for that padding, and a layer to put before it where it has none."""
    if settings["pad"] in ("valid", "same"):
        return settings["pad"], []
    return "valid", [keras.layers.ZeroPadding2D(pads)]


def _conv(node, shape):
    settings = node["settings"]
    word, before = _padded(conv_padding(settings, shape, node["shape"]), settings)
    return before + [keras.layers.Conv2D(settings["filters"], settings["kernel"], strides=settings["stride"], padding=word,
                                         dilation_rate=settings["dilation"], groups=settings["groups"],
                                         use_bias=settings["bias"])]


def _deconv(node, _):
    settings = node["settings"]
    word = settings["pad"] if settings["pad"] == "same" else "valid"
    layer = keras.layers.Conv2DTranspose(settings["filters"], settings["kernel"], strides=settings["stride"],
                                         padding=word, use_bias=settings["bias"])
    crop = deconv_crop(settings)
    return [layer] if word == "same" or not any(crop[0]) else [layer, keras.layers.Cropping2D(crop)]


def _pool(node, shape):
    settings = node["settings"]
    if settings["mode"] != "max":
        raise ValueError(f"{node['name']}: only max pools are built")
    word, before = _padded(conv_padding(settings, shape, node["shape"]), settings)
    return before + [keras.layers.MaxPooling2D(settings["window"], strides=pool_stride(settings), padding=word)]


BUILDERS = {
    "conv": _conv,
    "deconv": _deconv,
    "dense": lambda node, _: [keras.layers.Dense(node["settings"]["units"], use_bias=node["settings"]["bias"])],
    "bn": lambda node, _: [keras.layers.BatchNormalization(momentum=node["settings"]["momentum"],
                                                           epsilon=node["settings"]["eps"])],
    "pool": _pool,
    "upsample": lambda node, _: [keras.layers.UpSampling2D(node["settings"]["factor"])],
    "flatten": lambda *_: [keras.layers.Flatten()],
    "reshape": lambda node, _: [keras.layers.Reshape(node["shape"])],
    "relu": lambda *_: [keras.layers.ReLU()],
    "sigmoid": lambda *_: [keras.layers.Activation("sigmoid")],
}


def _keras_weights(node, arrays, order_in, order_out):
    """The node's arrays in Keras's layouts."""
    converted = []
    for array in arrays:
        if array.ndim == 4:
            array = array.transpose(2, 3, 1, 0)
        elif array.ndim == 2:
            array = array[order_out][:, order_in].T
        elif len(order_out) == len(array):
            array = array[order_out]
        converted.append(array)
    return converted


def build(nodes, weights):
    """The model; `weights` are arrays by parameter name. Its output is float32 under every policy."""
    if not is_chain(nodes):
        raise ValueError("the Keras peer builds chains only")
    shapes = input_shapes(nodes)
    layers, owners = [keras.Input(nodes[0]["shape"])], []
    order = numpy.arange(0)  # of the row at hand; empty where it is an image
    for index, node in enumerate(nodes[1:], 1):
        if node["kind"] not in BUILDERS:
            raise ValueError(f"{node['name']}: no {node['kind']} among the Keras layers")
        order_in = order
        if node["kind"] == "flatten":
            order = _row_order(shapes[node["name"]])
        elif node["kind"] == "dense":
            order = _next_order(nodes, index)
        elif node["kind"] == "reshape":
            order = numpy.arange(0)
        built = BUILDERS[node["kind"]](node, shapes[node["name"]])
        layers += built
        if node["parameters"]:
            arrays = [weights[name] for name in node["parameters"]]
            owner = next(layer for layer in built if "Padding" not in type(layer).__name__)
            owners.append((owner, _keras_weights(node, arrays, order_in, order)))
    layers.append(keras.layers.Activation("linear", dtype="float32"))
    model = keras.Sequential(layers)
    for layer, arrays in owners:
        layer.set_weights(arrays)
    return model
